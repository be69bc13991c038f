namespace Sse.Generators.Parsing;

/// <summary>The values of JsonKnownNamingPolicy.</summary>
internal enum JsonNaming
{
    AsDeclared = 0,
    CamelCase = 1,
    SnakeCaseLower = 2,
    SnakeCaseUpper = 3,
    KebabCaseLower = 4,
    KebabCaseUpper = 5,
}
