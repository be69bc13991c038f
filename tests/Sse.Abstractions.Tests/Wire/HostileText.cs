using FsCheck;
using FsCheck.Fluent;

namespace Sse.Tests.Wire;

/// <summary>Text made of the pieces that break naive writers.</summary>
internal static class HostileText
{
    private static readonly string[] Pieces =
    [
        "\r", "\n", "\r\n", "\n\n", ":", " ", "data: ", "id: 7", "event: forged", "retry: 1", "\0", "\uFEFF", "\t", "\u0085", "\u2028", "é", "漢", "😀", "a", "{\"x\":1}",
    ];

    public static Arbitrary<string> Any { get; } = Gen.Elements(Pieces).ArrayOf().Select(string.Concat).ToArbitrary();

    /// <summary>Half of a surrogate pair for every <c>{half}</c>: an attribute's argument can't hold one.</summary>
    public static string WithHalves(string text) => text.Replace("{half}", "\uD800", StringComparison.Ordinal);

    public static void Check(Func<string, bool> holds) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithQuietOnSuccess(true), Prop.ForAll(Any, holds));
}
