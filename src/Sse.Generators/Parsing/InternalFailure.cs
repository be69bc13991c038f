namespace Sse.Generators.Parsing;

/// <summary>What an author is told when the generator itself fails.</summary>
internal static class InternalFailure
{
    public static string Describe(Exception failure) => $"the generator failed on it, which is its own fault ({failure.GetType().Name}: {failure.Message.Replace('\n', ' ').Replace('\r', ' ')})";
}
