using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Sse.CodeFixes;

/// <summary>What is to be mended in a document, a project or a solution.</summary>
internal static class FixAllDiagnostics
{
    /// <summary>Every diagnostic of the scope, with its file.</summary>
    public static async Task<IReadOnlyList<(Document Document, Diagnostic Diagnostic)>> FindAsync(FixAllContext context)
    {
        var found = new List<(Document, Diagnostic)>();
        foreach (var project in context.Scope is FixAllScope.Solution ? context.Solution.Projects : [context.Project])
        {
            var diagnostics = context is { Scope: FixAllScope.Document, Document: { } document }
                ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            foreach (var diagnostic in diagnostics)
                if (project.GetDocument(diagnostic.Location.SourceTree) is { } holder) found.Add((holder, diagnostic));
        }
        return found;
    }
}
