using System.Security.Cryptography;
using System.Text;

namespace Sse;

/// <summary>What a hub hides its positions with.</summary>
/// <param name="hub">The hub's name: hubs with the same keys can't read each other's.</param>
/// <param name="keys">The keys: the first hides, all reveal.</param>
internal sealed class PositionKeys(string hub, IReadOnlyList<byte[]> keys)
{
    /// <summary>The lengths that a key may have.</summary>
    public static bool IsKey(byte[]? key) => key is { Length: 16 or 32 };

    /// <summary>The keys of a hub; null when it hides nothing.</summary>
    public static PositionKeys? Of(string hub, IEnumerable<byte[]> keys) => keys.ToArray() is { Length: > 0 } any ? new PositionKeys(hub, any) : null;

    /// <summary>The cipher of one log of the hub.</summary>
    public PositionCipher CipherOf(string epoch) =>
        new([.. keys.Select(key => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, key.Length, info: Encoding.UTF8.GetBytes($"Sse position/{epoch}/{hub}")))]);
}
