using Microsoft.CodeAnalysis;
using Sse.Tests.Harness;

namespace Sse.Tests.Hubs;

/// <summary>What the compiler says to who publishes something else.</summary>
public class CallSiteTests
{
    private const string Words = "MarketHub can't publish this: its events are PriceChanged, Halted. List an event in [SseHub] to publish it.";

    private const string Declaration = """
        using System;
        using System.Threading.Tasks;
        using Sse;

        [SseEvent("price")] public partial record PriceChanged(string Symbol);
        [SseEvent("halted")] public partial record Halted(string Symbol);
        [SseEvent("foreign")] public partial record Foreign(string Symbol);
        [SseEvent("foreign-struct")] public partial record struct ForeignStruct(string Symbol);
        public record Undeclared;

        [SseHub(typeof(PriceChanged), typeof(Halted))] public sealed partial class MarketHub;

        public static class Use
        {
            public static async Task Call(MarketHub hub, MarketHub.Publisher topic, Func<PriceChanged> make)
            {
                await Task.Yield();
                CALL
            }
        }
        """;

    [Theory]
    [InlineData("new Foreign(\"x\")")]
    [InlineData("new ForeignStruct(\"x\")")]
    [InlineData("new Undeclared()")]
    [InlineData("new { Symbol = \"x\" }")]
    [InlineData("\"text\"")]
    [InlineData("7")]
    [InlineData("make")]
    [InlineData("() => 1")]
    [InlineData("(object)new PriceChanged(\"x\")")]
    [InlineData("(\"a\", 1)")]
    public void Anything_else_is_one_error_that_lists_the_events_on_every_publisher(string argument)
    {
        foreach (var call in new[] { "hub.Publish({0});", "topic.Publish({0});", "await hub.PublishAsync({0});", "await topic.PublishAsync({0});", "hub.Topics([\"a\"]).Publish({0});", "await hub.Topic(\"a\").PublishAsync({0}, default);" })
        {
            var complaint = Complaints(call.Replace("{0}", argument, StringComparison.Ordinal)).ShouldHaveSingleItem(call);
            complaint.Id.ShouldBe("CS0619");
            complaint.GetMessage(System.Globalization.CultureInfo.InvariantCulture).ShouldContain(Words);
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("default")]
    [InlineData("new(\"x\")")]
    public void What_could_be_any_event_is_one_error_that_names_events(string argument)
    {
        foreach (var call in new[] { $"hub.Publish({argument});", $"await topic.PublishAsync({argument});" })
        {
            var complaint = Complaints(call).ShouldHaveSingleItem(call);
            complaint.Id.ShouldBe("CS0121");
            complaint.GetMessage(System.Globalization.CultureInfo.InvariantCulture).ShouldContain("(PriceChanged");
            complaint.GetMessage(System.Globalization.CultureInfo.InvariantCulture).ShouldContain("(Halted");
        }
    }

    [Theory]
    [InlineData("hub.Publish(new(\"x\"));")]
    [InlineData("await topic.PublishAsync(new(\"x\"));")]
    public void A_new_event_needs_no_name_where_there_is_only_one(string call) => GeneratorRun.Of(
        Declaration.Replace("CALL", call, StringComparison.Ordinal).Replace(", typeof(Halted)", "", StringComparison.Ordinal)).Output.Complaints().ShouldBeEmpty();

    [Theory]
    [InlineData("hub.Publish(new PriceChanged(\"x\"));")]
    [InlineData("topic.Publish(new Halted(\"x\"));")]
    [InlineData("await hub.PublishAsync(make());")]
    [InlineData("await topic.PublishAsync(value: make(), cancellationToken: default);")]
    [InlineData("hub.Publish(new(\"x\") { Symbol = \"y\" } is PriceChanged p ? p : make());")]
    public void What_is_listed_compiles(string call) => Complaints(call).Where(complaint => complaint.Id != "CS8754").ShouldBeEmpty();

    [Fact]
    public void A_forgotten_topic_is_one_error_that_says_how_to_name_it()
    {
        var complaint = Complaints("hub.Publish(new PriceChanged(\"x\"));", ", Topics = SseTopics.Required").ShouldHaveSingleItem();
        complaint.Id.ShouldBe("CS0619");
        complaint.GetMessage(System.Globalization.CultureInfo.InvariantCulture).ShouldContain("publish with Topic(name).Publish(...)");
        Complaints("topic.Publish(new PriceChanged(\"x\"));", ", Topics = SseTopics.Required").ShouldBeEmpty();
    }

    private static IReadOnlyList<Diagnostic> Complaints(string call, string topics = "") => [.. GeneratorRun.Of(
        Declaration.Replace("CALL", call, StringComparison.Ordinal).Replace("typeof(Halted))]", $"typeof(Halted){topics})]", StringComparison.Ordinal)).Output.Complaints()];
}
