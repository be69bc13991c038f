namespace Sse.Sqlite;

/// <summary>Holds a log for one process: a file beside it that nobody else can open meanwhile, gone with the process however it ends.</summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a log.</summary>
    /// <exception cref="SseStoreException">Another process has it, or no file can be made there.</exception>
    public static FileLock Take(string path)
    {
        try
        {
            return new FileLock(new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new SseStoreException($"The hub's log '{path}' can't be opened: its folder doesn't exist. Make the folder, or name another file in UseSqlite.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new SseStoreException($"The hub's log '{path}' can't be opened: the process may not write in its folder, where SQLite keeps more files beside it. Let it, or name another file in UseSqlite.", exception);
        }
        catch (IOException exception)
        {
            throw new SseStoreException($"The hub's log '{path}' is in use by another process, or its folder can't be written: one process at a time opens a log in SQLite. Stop the other one, give each its own file, or share a log between processes with another store.", exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
