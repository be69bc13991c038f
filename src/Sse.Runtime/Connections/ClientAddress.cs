using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Sse;

/// <summary>What counts as one address: of IPv6 the first 64 bits, since whoever has one address has all of those.</summary>
/// <param name="Network">The bits.</param>
/// <param name="Family">Of which family.</param>
internal readonly record struct ClientAddress(ulong Network, AddressFamily Family)
{
    /// <summary>That of a client; what has none, such as a Unix socket, is one address.</summary>
    public static ClientAddress Of(IPAddress? address)
    {
        if (address is null) return default;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(bytes, out _);
        return new(BinaryPrimitives.ReadUInt64BigEndian(bytes), address.AddressFamily);
    }
}
