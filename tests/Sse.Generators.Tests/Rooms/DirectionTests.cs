namespace Sse.Tests.Rooms;

public class DirectionTests
{
    private static readonly (string From, string[] To)[] Allowed =
    [
        ("Models", []),
        ("Parsing", ["Models"]),
        ("Parsing/Json", ["Models", "Parsing"]),
        ("Parsing/Reading", ["Models", "Parsing", "Parsing/Json"]),
        ("Parsing/Keys", ["Models", "Parsing", "Parsing/Json"]),
        ("Parsing/Contracts", ["Models", "Parsing", "Parsing/Json"]),
        ("Parsing/Events", ["Models", "Parsing", "Parsing/Json", "Parsing/Reading", "Parsing/Keys", "Parsing/Contracts"]),
        ("Parsing/Hubs", ["Models", "Parsing", "Parsing/Json", "Parsing/Keys", "Parsing/Contracts", "Parsing/Events"]),
        ("Emission", ["Models"]),
        ("Diagnostics", ["Models", "Parsing", "Parsing/Events", "Parsing/Hubs", "Emission"]),
    ];

    private static IEnumerable<(string From, string To)> AllowedArrows => Allowed.SelectMany(room => room.To.Select(to => (room.From, to)));

    [Fact]
    public void Rooms_know_each_other_in_one_direction()
    {
        var arrows = Harness.Rooms.FindArrows();
        arrows.ShouldContain(("Parsing/Json", "Parsing"));
        arrows.ShouldContain(("Emission", "Models"));
        arrows.Except(AllowedArrows).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Models", "namespace Sse.Generators.Models; internal class Wrong { Emission.SourceWriter? Writer; }", "Emission")]
    [InlineData("Parsing/Json", "using Sse.Generators.Emission; namespace Sse.Generators.Parsing { internal class Wrong { string M() => Literals.String(\"\"); } }", "Emission")]
    [InlineData("Emission", "using static Sse.Generators.Parsing.EventNames; namespace Sse.Generators.Emission { internal class Wrong { object? M() => FindFault(\"\"); } }", "Parsing")]
    [InlineData("Parsing", "namespace Sse.Generators.Parsing; internal class Wrong { object? M() => JsonNames.ToCamelCase(\"\"); }", "Parsing/Json")]
    [InlineData("Parsing/Keys", "namespace Sse.Generators.Parsing; internal class Wrong { ReadingParser? Parser; }", "Parsing/Reading")]
    public void An_arrow_the_wrong_way_is_found(string room, string source, string to) =>
        Harness.Rooms.FindArrows((room, source)).Except(AllowedArrows).ShouldBe([(room, to)]);
}
