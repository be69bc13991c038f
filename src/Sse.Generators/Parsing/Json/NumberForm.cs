namespace Sse.Generators.Parsing;

/// <summary>The values of JsonNumberHandling.</summary>
[Flags]
internal enum NumberForm
{
    Strict = 0,
    FromText = 1,
    AsText = 2,
    Named = 4,
}
