using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>Emits how a hub publishes: its own overloads, the ways to topics, and the publisher of topics.</summary>
internal sealed class PublisherEmitter(SourceWriter source, HubModel model)
{
    private const string Selection = "global::Sse.SseTopicSelection";

    private bool IsRefused => model.Refusal is not null;

    private string Throw => $"throw new global::System.NotSupportedException({Literals.String(HubWords.Refusal(model))})";

    public void Emit()
    {
        var overloads = new OverloadEmitter(source, model, isPublisher: false);
        if (model.Topics is HubTopics.Required) overloads.EmitForbidden(HubWords.NoTopic(model));
        else
        {
            overloads.EmitAll("base.Core", $"{Selection}.None", "to the whole hub");
            overloads.EmitForbidden(HubWords.Foreign(model));
            if (model.Has("TryGetLatest")) LatestEmitter.Emit(source, model, "base.Core", $"{Selection}.None");
        }
        if (model.Topics is HubTopics.None || !model.Has("Publisher")) return;
        EmitTopics();
        source.Line("/// <summary>Publishes to topics. Made without an allocation; safe to keep and to use from any thread.</summary>");
        source.Line(GeneratedFile.Attribute);
        source.Open("public readonly struct Publisher");
        if (!IsRefused) EmitState();
        overloads = new OverloadEmitter(source, model, isPublisher: true);
        overloads.EmitAll("Core", "_topics", "to the topics");
        overloads.EmitForbidden(HubWords.Foreign(model));
        LatestEmitter.Emit(source, model, "Core", "_topics");
        EmitCare();
        source.Close();
        source.Line();
    }

    private void EmitTopics()
    {
        if (model.Has("Topic"))
        {
            source.Line("/// <summary>Where to publish to one topic.</summary>");
            source.Line("/// <param name=\"topic\">Its name: 1 to 256 bytes of UTF-8, no control character.</param>");
            source.Line("/// <exception cref=\"global::System.ArgumentException\">The name is not valid.</exception>");
            source.Line(GeneratedFile.Attribute);
            source.Line($"public Publisher Topic(string topic) => {(IsRefused ? Throw : $"new(base.Core, {Selection}.Of(topic))")};\n");
        }
        if (model.Has("User"))
        {
            source.Line("/// <summary>Where to publish to one user: to the topic that is theirs alone.</summary>");
            source.Line("/// <param name=\"userId\">The user's id: 1 to 247 bytes of UTF-8, no control character.</param>");
            source.Line("/// <exception cref=\"global::System.ArgumentException\">The id is not valid.</exception>");
            source.Line(GeneratedFile.Attribute);
            source.Line($"public Publisher User(string userId) => {(IsRefused ? Throw : $"new(base.Core, {Selection}.User(userId))")};\n");
        }
        if (!model.Has("Topics")) return;
        source.Line("/// <summary>Where to publish to several topics: a subscriber of more than one of them gets an event once.</summary>");
        source.Line("/// <param name=\"topics\">The topics, at least one. A selection that is kept costs no allocation when it is used again.</param>");
        source.Line("/// <exception cref=\"global::System.ArgumentException\">No topic is named: that would be the whole hub.</exception>");
        source.Line(GeneratedFile.Attribute);
        source.Line(IsRefused
            ? $"public Publisher Topics({Selection} topics) => {Throw};\n"
            : $"public Publisher Topics({Selection} topics) =>\n    topics.Count > 0 ? new(base.Core, topics) : throw new global::System.ArgumentException(\"At least one topic has to be named.\", \"topics\");\n");
    }

    private void EmitState()
    {
        source.Line($"private readonly global::Sse.SseHubCore? _core;\nprivate readonly {Selection} _topics;\n");
        source.Line($"internal Publisher(global::Sse.SseHubCore core, {Selection} topics) => (_core, _topics) = (core, topics);\n");
        source.Line("private global::Sse.SseHubCore Core => _core ?? throw new global::System.InvalidOperationException(\"This publisher is the default value: take one from the hub.\");\n");
    }

    private void EmitCare()
    {
        source.Line("/// <summary>How many subscribers read at least one of the topics.</summary>");
        source.Line($"public int SubscriberCount => {(IsRefused ? Throw : "Core.CountSubscribers(_topics)")};\n");
        source.Line("/// <summary>Ends the topics for good: their readers get what is left and the sign not to come back. Completing twice changes nothing.</summary>");
        source.Line("/// <exception cref=\"global::Sse.SseHubStoppedException\">The hub has stopped.</exception>");
        source.Line($"public void Complete() => {(IsRefused ? Throw : "Core.Complete(_topics)")};\n");
        source.Line("/// <summary>Ends open streams that read one of the topics. Their clients come back, and are authorized again.</summary>");
        source.Line("/// <param name=\"which\">Which of them; null for each.</param>");
        source.Line("/// <param name=\"forGood\">Whether their clients are told not to come back.</param>");
        source.Line("/// <returns>How many streams were told to end.</returns>");
        source.Line($"public int Disconnect(global::System.Predicate<global::Sse.SseSubscriber>? which = null, bool forGood = false) => {(IsRefused ? Throw : "Core.Disconnect(_topics, which, forGood)")};");
    }
}
