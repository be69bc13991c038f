using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Sse;

/// <summary>
/// Hides the places of one log: each becomes one block of AES under the log's own key, so that the same place has the same
/// text for everybody, and texts tell neither order nor distance.
/// </summary>
/// <remarks>Thread-safe; its lock is taken under the log's, and is held for one block. Writing a block allocates nothing.</remarks>
internal sealed class PositionCipher : IPositionHiding
{
    private readonly Lock _lock = new();
    private readonly ICryptoTransform _hide;
    private readonly ICryptoTransform[] _reveal;
    private readonly byte[] _block = new byte[PositionBlock.Size];
    private readonly byte[] _done = new byte[PositionBlock.Size];

    /// <summary>Makes it.</summary>
    /// <param name="keys">Keys of this log alone: the first hides, all reveal.</param>
    public PositionCipher(IReadOnlyList<byte[]> keys)
    {
        Details = new PositionDetails { Hiding = this };
        _hide = Transform(keys[0], hides: true);
        _reveal = [.. keys.Select(static key => Transform(key, hides: false))];
    }

    /// <summary>What a live position of a log without tags has besides its sequence: the same for all.</summary>
    public PositionDetails Details { get; }

    /// <summary>Writes a block as text, of <see cref="SseEventId.HiddenLength"/> bytes.</summary>
    public void Write(in PositionBlock block, Span<byte> text)
    {
        lock (_lock)
        {
            block.WriteTo(_block);
            _hide.TransformBlock(_block, 0, _block.Length, _done, 0);
            Base64Url.EncodeToUtf8(_done, text);
        }
    }

    /// <summary>A block as text.</summary>
    public string Hide(in PositionBlock block)
    {
        Span<byte> text = stackalloc byte[SseEventId.HiddenLength];
        Write(block, text);
        return Encoding.ASCII.GetString(text);
    }

    /// <inheritdoc/>
    public string Hide(long sequence, PositionDetails details)
    {
        var place = Hide(new PositionBlock(sequence, details.Tag));
        return details.SnapshotOf is { } boundary ? $"{Hide(new PositionBlock(boundary, details.SnapshotTag, isSnapshot: true))}.{place}" : place;
    }

    /// <summary>Reads a block from its text.</summary>
    /// <returns>False when no key of this log has written it.</returns>
    public bool TryRead(ReadOnlySpan<char> text, out PositionBlock block)
    {
        Span<byte> hidden = stackalloc byte[PositionBlock.Size];
        block = default;
        // The last character has four bits that are none of the block's.
        if (text.Length != SseEventId.HiddenLength || !"AQgw".Contains(text[^1], StringComparison.Ordinal)) return false;
        if (Base64Url.DecodeFromChars(text, hidden, out _, out var written) != OperationStatus.Done || written != hidden.Length) return false;
        lock (_lock)
        {
            foreach (var key in _reveal)
            {
                hidden.CopyTo(_block);
                key.TransformBlock(_block, 0, _block.Length, _done, 0);
                if (PositionBlock.TryRead(_done, out block)) return true;
            }
        }
        return false;
    }

    private static ICryptoTransform Transform(byte[] key, bool hides)
    {
        using var aes = Aes.Create();
        // One block each, which is what is wanted here: equal places are to look equal.
        (aes.Mode, aes.Padding, aes.Key) = (CipherMode.ECB, PaddingMode.None, key);
        return hides ? aes.CreateEncryptor() : aes.CreateDecryptor();
    }
}
