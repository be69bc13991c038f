namespace Sse.Sqlite;

/// <summary>The topics of a record in one column: with line feeds between, which no name has.</summary>
internal static class TopicsColumn
{
    /// <summary>The column's text.</summary>
    public static string Write(IReadOnlyList<string> topics) => topics.Count switch
    {
        0 => "",
        1 => topics[0],
        _ => string.Join('\n', topics),
    };

    /// <summary>The topics.</summary>
    public static IReadOnlyList<string> Read(string column) => column.Length == 0 ? [] : column.Split('\n');
}
