using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Sse;

/// <summary>
/// The topic that is one user's alone. Its name is a beginning that is reserved for it and the user's id: each id has one
/// topic, and each such topic one id. No client can ask for one by its name.
/// </summary>
/// <remarks>All members may be called from any thread.</remarks>
public static class SseUserTopic
{
    /// <summary>The longest id, in bytes of UTF-8.</summary>
    public const int MaxIdBytes = SseTopicName.MaxBytes - 9;

    private const string Prefix = "sse-user.";

    /// <summary>The name of a user's topic.</summary>
    /// <param name="userId">The user's id: 1 to <see cref="MaxIdBytes"/> bytes of UTF-8, not blank, no control character. Case counts.</param>
    /// <exception cref="ArgumentNullException"><paramref name="userId"/> is null.</exception>
    /// <exception cref="SseTopicNameException">The id can't be part of a topic's name.</exception>
    public static string NameOf(string userId)
    {
        ArgumentNullException.ThrowIfNull(userId);
        return Check(userId) is { } problem ? throw new SseTopicNameException(problem, nameof(userId)) : Prefix + userId;
    }

    /// <summary>Finds whose topic it is.</summary>
    /// <param name="topic">A topic's name.</param>
    /// <param name="userId">The user's id, when the answer is true.</param>
    /// <returns>False when it is no user's.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="topic"/> is null.</exception>
    public static bool TryGetUserId(string topic, [NotNullWhen(true)] out string? userId)
    {
        ArgumentNullException.ThrowIfNull(topic);
        userId = IsReserved(topic) && Check(topic[Prefix.Length..]) is null ? topic[Prefix.Length..] : null;
        return userId is not null;
    }

    /// <summary>Whether a topic's name begins as only a user's does.</summary>
    internal static bool IsReserved(string topic) => topic.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Why a text is no user's id, or null when it can be one.</summary>
    internal static string? Check(string? userId)
    {
        if (string.IsNullOrWhiteSpace(userId)) return "A user's id is not empty, nor blank.";
        if (userId.Length > MaxIdBytes) return TooLong;
        foreach (var c in userId)
            if (char.IsControl(c)) return $"A user's id has no control character; this one has U+{(int)c:X4}.";
        try
        {
            return Strict.GetByteCount(userId) <= MaxIdBytes ? null : TooLong;
        }
        catch (EncoderFallbackException)
        {
            return "A user's id has no lone surrogate.";
        }
    }

    private const string TooLong = "A user's id has at most 247 bytes of UTF-8.";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
