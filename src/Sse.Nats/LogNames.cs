using System.Globalization;
using System.Text;

namespace Sse.Nats;

/// <summary>The streams and subjects of a log. Names of logs are any text; what NATS would read as more than a name is encoded.</summary>
internal sealed class LogNames
{
    private const int MaxLength = 128;

    /// <summary>Names them.</summary>
    /// <param name="log">The log's name, the hub's as a rule.</param>
    /// <exception cref="ArgumentException">It is too long.</exception>
    public LogNames(string log)
    {
        var name = Encode(log);
        if (name.Length > MaxLength) throw new ArgumentException($"The name of a log in NATS has at most {MaxLength} ASCII letters and digits; each other byte counts three times.", nameof(log));
        (Log, Stream, State) = (log, $"SSE_{name}", $"SSE_{name}_S");
        (Subject, Completing) = ($"sse.{name}.log", $"sse.{name}.log.completing");
        (Epoch, Completions, AllState) = ($"sse.{name}.state.epoch", $"sse.{name}.state.completions", $"sse.{name}.state.*");
    }

    /// <summary>The log's name as it was given.</summary>
    public string Log { get; }

    /// <summary>The stream of the records.</summary>
    public string Stream { get; }

    /// <summary>The stream of what must be known beyond the records.</summary>
    public string State { get; }

    /// <summary>Where batches are published.</summary>
    public string Subject { get; }

    /// <summary>Where batches that complete a topic are published, so that trimming finds them.</summary>
    public string Completing { get; }

    /// <summary>Where the log's epoch is.</summary>
    public string Epoch { get; }

    /// <summary>Where the completions are whose records are gone.</summary>
    public string Completions { get; }

    /// <summary>All subjects of the state.</summary>
    public string AllState { get; }

    // Injective: the underscore separates, so it is encoded too.
    private static string Encode(string name)
    {
        var encoded = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            if (char.IsAsciiLetterOrDigit((char)octet)) encoded.Append((char)octet);
            else encoded.Append(CultureInfo.InvariantCulture, $"={octet:X2}");
        }
        return encoded.ToString();
    }
}
