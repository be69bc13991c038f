using System.Globalization;
using System.Text;
using Sse.Tool.Checks;
using Sse.Tool.Recordings;

namespace Sse.Tests.Support;

/// <summary>A stream that was watched, as a test writes it: pieces with the milliseconds after which they came.</summary>
internal static class Seen
{
    public const int Asked = 1000;

    /// <summary>A stream that was left, ended or broke where its last piece says.</summary>
    /// <param name="head">Headers, a line each; <c>Status</c>, <c>HeadersAfter</c>, <c>Address</c>, <c>Version</c> and <c>From</c> (redirects) are the answer's own.</param>
    /// <param name="pieces">Each <c>milliseconds|text</c>, in Latin-1, counted from the request. <c>1000|end</c> ends it, <c>|broken</c> breaks it, <c>|cut</c> is where it was left.</param>
    public static Watched Stream(string head, params string[] pieces)
    {
        var headers = head.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2)).ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        string? Own(string name) => headers.Remove(name, out var value) ? value : null;
        var address = new Uri(Own("Address") ?? "http://example.org/sse");
        Uri[] redirects = Own("From") is { } from ? [new(from)] : [];
        var answered = At(Own("HeadersAfter") ?? "1");
        var answer = new Answer(address, int.Parse(Own("Status") ?? "200", CultureInfo.InvariantCulture), Version.Parse(Own("Version") ?? "1.1"), headers, At("0"), answered, redirects);

        var recording = new Recording();
        var until = answered;
        foreach (var piece in pieces)
        {
            var (at, text) = (At(piece.Split('|', 2)[0]), piece.Split('|', 2)[1]);
            until = at;
            if (text is "end") recording.Finish(RecordingEnd.Clean, at);
            else if (text is "broken") recording.Finish(RecordingEnd.Broken, at);
            else if (text is not "cut") recording.Append(Encoding.Latin1.GetBytes(text), at);
        }
        return new Watched(answer, recording, until);
    }

    private static TimeSpan At(string milliseconds) => TimeSpan.FromMilliseconds(Asked + int.Parse(milliseconds, CultureInfo.InvariantCulture));
}
