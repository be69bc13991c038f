using Sse.Generators.Models;

namespace Sse.Generators.Emission;

/// <summary>What a hub's members say to who uses them wrongly.</summary>
internal static class HubWords
{
    /// <summary>The error of publishing what the hub doesn't list.</summary>
    public static string Foreign(HubModel model) =>
        $"{model.Name} can't publish this: {(model.Events.Count is 0 ? "it lists no events" : $"its events are {string.Join(", ", model.Events.Select(item => item.Name))}")}. List an event in [SseHub] to publish it.";

    /// <summary>The error of publishing without a topic where one is required.</summary>
    public static string NoTopic(HubModel model) =>
        $"The events of {model.Name} go to topics: publish with Topic(name).Publish(...), or declare the hub with Topics = SseTopics.Optional.";

    /// <summary>What a hub that could not be generated throws.</summary>
    public static string Refusal(HubModel model) => $"{model.Name} can't be a hub: {model.Refusal}.";
}
