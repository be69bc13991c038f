using Sse.Tests.Harness;

namespace Sse.Tests.Hubs;

public class MatchTests
{
    [Fact]
    public void Each_event_reaches_its_own_function()
    {
        Describe(new PriceChanged("ACME", 1)).ShouldBe("ACME costs 1");
        Describe(new Halted("ACME")).ShouldBe("ACME is halted");

        static string Describe(object value) => MarketHub.Match(
            value, priceChanged: price => $"{price.Symbol} costs {price.Price}", halted: halt => $"{halt.Symbol} is halted");
    }

    [Fact]
    public void Each_event_reaches_its_own_action()
    {
        var seen = new List<string>();
        foreach (var value in new object[] { new Halted("b"), new PriceChanged("a", 1) })
            MarketHub.Switch(value, price => seen.Add(price.Symbol), halt => seen.Add(halt.Symbol));
        seen.ShouldBe(["b", "a"]);
    }

    [Fact]
    public void What_is_no_event_of_the_hub_is_an_error()
    {
        Should.Throw<ArgumentException>(() => MarketHub.Match("text", _ => 1, _ => 2)).Message.ShouldContain("System.String");
        Should.Throw<ArgumentNullException>(() => MarketHub.Match(null!, _ => 1, _ => 2));
    }

    [Fact]
    public void A_match_that_forgets_an_event_does_not_compile()
    {
        const string Declaration = """
            [Sse.SseEvent("a")] public partial record A; [Sse.SseEvent("b")] public partial record B;
            [Sse.SseHub(typeof(A), typeof(B))] public sealed partial class Hub;
            public class Use { public int M(object value) => Hub.Match(value, a: _ => 1, b: _ => 2); }
            """;
        GeneratorRun.Clean(Declaration);
        GeneratorRun.Of(Declaration.Replace(", b: _ => 2", "", StringComparison.Ordinal)).Output.Complaints().ShouldHaveSingleItem().Id.ShouldBe("CS7036");
    }
}
