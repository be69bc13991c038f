namespace Sse;

/// <summary>Whether a hub's store does what it is asked for. Thread-safe.</summary>
internal sealed class StoreHealth
{
    private volatile Exception? _appending;
    private volatile Exception? _tailing;
    private volatile Exception? _watching;
    private volatile Exception? _fetching;

    /// <summary>Why it doesn't; null while it does.</summary>
    public Exception? Problem => _appending ?? _tailing ?? _watching ?? _fetching;

    /// <summary>How the last attempt to append ended.</summary>
    public Exception? Appending
    {
        get => _appending;
        set => _appending = value;
    }

    /// <summary>How the last attempt to read went.</summary>
    public Exception? Tailing
    {
        get => _tailing;
        set => _tailing = value;
    }

    /// <summary>How the last question for the newest place was answered.</summary>
    public Exception? Watching
    {
        get => _watching;
        set => _watching = value;
    }

    /// <summary>How the last attempt to read what is not in memory any more ended.</summary>
    public Exception? Fetching
    {
        get => _fetching;
        set => _fetching = value;
    }
}
