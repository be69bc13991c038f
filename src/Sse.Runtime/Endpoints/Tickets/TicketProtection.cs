using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace Sse;

/// <summary>Makes the text of a ticket, which only this application's keys can read, and which is another hub's to none but that hub.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class TicketProtection(IDataProtectionProvider keys)
{
    /// <summary>The longest text in characters: with it an address stays below what servers and proxies take.</summary>
    public const int MostCharacters = 6_000;

    private const string Purpose = "Sse.Ticket";
    private const byte Version = 1;

    /// <summary>Writes a ticket.</summary>
    /// <returns>The text; it may be longer than <see cref="MostCharacters"/>.</returns>
    public string Protect(Type hub, StreamTicket ticket)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        writer.Write(ticket.Id.ToByteArray());
        writer.Write(ticket.IssuedAt.UtcTicks);
        writer.Write(ticket.ExpiresAt.UtcTicks);
        writer.Write(ticket.EndsAt.UtcTicks);
        writer.Write(ticket.Topics.Span);
        writer.Write(TicketSerializer.Default.Serialize(new AuthenticationTicket(ticket.User, SseTicketDefaults.AuthenticationScheme)));
        return Base64Url.EncodeToString(ProtectorOf(hub).Protect(bytes.ToArray()));
    }

    /// <summary>Reads a ticket.</summary>
    /// <returns>False when it was not written for this hub with a key that is known.</returns>
    public bool TryUnprotect(Type hub, string text, [NotNullWhen(true)] out StreamTicket? ticket)
    {
        ticket = null;
        if (text.Length > MostCharacters) return false;
        try
        {
            var bytes = ProtectorOf(hub).Unprotect(Base64Url.DecodeFromChars(text));
            using var reader = new BinaryReader(new MemoryStream(bytes));
            if (reader.ReadByte() != Version) return false;
            var (id, issuedAt, expiresAt, endsAt, topics) = (new Guid(reader.ReadBytes(16)), ReadTime(reader), ReadTime(reader), ReadTime(reader), reader.ReadBytes(TopicDigest.Bytes));
            if (TicketSerializer.Default.Deserialize(reader.ReadBytes(bytes.Length)) is not { Principal: ClaimsPrincipal user }) return false;
            ticket = new StreamTicket { Id = id, IssuedAt = issuedAt, ExpiresAt = expiresAt, EndsAt = endsAt, Topics = topics, User = user };
            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or IOException or ArgumentException)
        {
            // Garbage; or of another hub, another application, a key that is gone.
            return false;
        }
    }

    private static DateTimeOffset ReadTime(BinaryReader reader) => new(reader.ReadInt64(), TimeSpan.Zero);

    private IDataProtector ProtectorOf(Type hub) => keys.CreateProtector(Purpose, hub.ToString());
}
