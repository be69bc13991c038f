using System.Globalization;
using System.Text;

namespace Sse.Tests;

/// <summary>Reads a response block by block, as it arrives.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly Stream _body;
    private byte[] _buffer = new byte[64 * 1024];
    private int _length;

    private EventReader(HttpResponseMessage response, Stream body)
    {
        Response = response;
        _body = body;
    }

    public HttpResponseMessage Response { get; }

    public static async Task<EventReader> OpenAsync(HttpResponseMessage response) =>
        new(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

    public static EventReader Over(HttpResponseMessage response, Stream decoded) => new(response, decoded);

    /// <summary>
    /// The next block without its blank line, a completion without its random wait, which is checked here; null at a clean
    /// end.
    /// </summary>
    /// <exception cref="IOException">The connection was cut.</exception>
    public async Task<string?> NextAsync()
    {
        var block = await NextRawAsync();
        if (block?.IndexOf("~end\nretry: ", StringComparison.Ordinal) is not (>= 0 and var mark)) return block;
        var wait = mark + "~end\nretry: ".Length;
        int.Parse(block.AsSpan(wait), CultureInfo.InvariantCulture).ShouldBeInRange(200, 1_000);
        return block[..(mark + "~end".Length)];
    }

    /// <summary>The next block as it is.</summary>
    public async Task<string?> NextRawAsync()
    {
        var searched = 0;
        while (true)
        {
            var end = _buffer.AsSpan(searched, _length - searched).IndexOf("\n\n"u8);
            if (end >= 0)
            {
                var block = Encoding.UTF8.GetString(_buffer, 0, searched + end);
                var behind = searched + end + 2;
                _buffer.AsSpan(behind, _length - behind).CopyTo(_buffer);
                _length -= behind;
                return block;
            }
            searched = Math.Max(0, _length - 1);
            if (_length == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
            var read = await _body.ReadAsync(_buffer.AsMemory(_length), TestContext.Current.CancellationToken).Bounded();
            if (read == 0) return _length == 0 ? null : throw new InvalidDataException($"The stream ended inside a block of {_length} bytes.");
            _length += read;
        }
    }

    /// <summary>All blocks up to a clean end.</summary>
    /// <exception cref="IOException">The connection was cut.</exception>
    public async Task<List<string>> RestAsync()
    {
        var blocks = new List<string>();
        while (await NextAsync() is { } block) blocks.Add(block);
        return blocks;
    }

    public void Dispose()
    {
        _body.Dispose();
        Response.Dispose();
    }
}
