namespace Sse.Tests;

/// <summary>What long proofs went over: test.sh shows it at its end.</summary>
internal static class Figures
{
    public static void Show(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        File.AppendAllText(Repository.PathOf("artifacts/figures.txt"), line + Environment.NewLine);
    }
}
