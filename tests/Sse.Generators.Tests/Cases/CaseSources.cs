namespace Sse.Tests.Cases;

/// <summary>What the sources of cases have in common.</summary>
internal static class CaseSources
{
    public const string Usings = "using System; using System.Collections.Generic; using System.Diagnostics.CodeAnalysis; using System.Text.Json.Serialization; using Sse.Tests.Cases;\n";

    /// <summary>Holds that a source compiles without a word and does what System.Text.Json does.</summary>
    public static Task IsRight(string source) => IsRight(new Case(Usings + source));

    /// <summary>Holds that a case compiles without a word and does what System.Text.Json does.</summary>
    public static async Task IsRight(Case given)
    {
        var run = await CaseRun.Of(given);
        run.Refusals.Concat(run.Faults).ShouldBeEmpty();
    }

    /// <summary>Holds that a case gets these of our diagnostics, on lines of the author's, and that nothing else is said.</summary>
    public static async Task IsRefused(Case given, params string[] ids)
    {
        var run = await CaseRun.Of(given);
        run.Faults.ShouldBeEmpty();
        run.Refusals.Select(refusal => refusal[..7]).ShouldBe(ids, ignoreOrder: true, string.Join('\n', run.Refusals));
    }
}
