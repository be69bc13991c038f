using System.Text;

namespace Sse;

/// <summary>Strings for short bytes that come again and again, such as event types. The oldest gives way.</summary>
internal sealed class KnownTexts
{
    private const int Most = 16;
    private const int LongestKept = 256;

    private readonly List<(byte[] Utf8, string Text)> _known = [];
    private int _oldest;

    public string Get(ReadOnlySpan<byte> utf8)
    {
        foreach (var (bytes, text) in _known)
        {
            if (utf8.SequenceEqual(bytes)) return text;
        }
        if (utf8.Length > LongestKept) return Encoding.UTF8.GetString(utf8);
        var added = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        if (_known.Count < Most)
        {
            _known.Add(added);
        }
        else
        {
            _known[_oldest] = added;
            _oldest = (_oldest + 1) % Most;
        }
        return added.Item2;
    }
}
