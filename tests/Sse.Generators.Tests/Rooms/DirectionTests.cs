namespace Sse.Tests.Rooms;

public class DirectionTests
{
    private static readonly (string From, string To)[] Allowed =
    [
        ("Parsing", "Models"),
        ("Emission", "Models"),
        ("Diagnostics", "Parsing"),
        ("Diagnostics", "Models"),
    ];

    [Fact]
    public void Rooms_know_each_other_in_one_direction()
    {
        var arrows = Harness.Rooms.FindArrows();
        arrows.ShouldContain(("Parsing", "Models"));
        arrows.ShouldContain(("Emission", "Models"));
        arrows.Except(Allowed).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("namespace Sse.Generators.Models; internal class Wrong { Emission.SourceWriter? Writer; }", "Models", "Emission")]
    [InlineData("using Sse.Generators.Emission; namespace Sse.Generators.Parsing { internal class Wrong { string M() => Literals.String(\"\"); } }", "Parsing", "Emission")]
    [InlineData("using static Sse.Generators.Parsing.EventNames; namespace Sse.Generators.Emission { internal class Wrong { object? M() => FindFault(\"\"); } }", "Emission", "Parsing")]
    public void An_arrow_the_wrong_way_is_found(string source, string from, string to) =>
        Harness.Rooms.FindArrows(source).Except(Allowed).ShouldBe([(from, to)]);
}
