namespace Sse;

/// <summary>Who waits for more behind a cursor.</summary>
internal interface ILogReader
{
    /// <summary>There is more to read. Called under no lock, on any thread, at times once too often.</summary>
    void Wake();

    /// <summary>The frames that it asked for were fetched. Called under no lock, on any thread, at times once too often.</summary>
    void Fetched() => Wake();
}
