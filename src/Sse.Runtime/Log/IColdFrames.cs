namespace Sse;

/// <summary>Gives back what a log has let go from memory and is still stored.</summary>
internal interface IColdFrames : IDisposable
{
    /// <summary>The frames around a record; null when they have to be fetched. Called under the log's lock.</summary>
    FrameBlock? Find(long sequence);

    /// <summary>Fetches the frames around a record, and tells the reader then. Called under no lock, also when they are here.</summary>
    void Fetch(long sequence, ILogReader reader);

    /// <summary>A reader has left: it is told nothing any more.</summary>
    void Forget(ILogReader reader);
}
