namespace Sse.Generators;

/// <summary>The names of the pipeline's steps, in their order. Tests look them up.</summary>
internal static class TrackingNames
{
    public const string Declarations = nameof(Declarations);
    public const string Events = nameof(Events);
    public const string CaseClashes = nameof(CaseClashes);
    public const string Files = nameof(Files);

    public const string HubDeclarations = nameof(HubDeclarations);
    public const string Hubs = nameof(Hubs);
    public const string HubCaseClashes = nameof(HubCaseClashes);
    public const string HubFiles = nameof(HubFiles);
}
