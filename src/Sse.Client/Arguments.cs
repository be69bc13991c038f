using System.Runtime.CompilerServices;

namespace Sse;

/// <summary>Checks for arguments that are passed on in the same expression.</summary>
internal static class Arguments
{
    public static T NotNull<T>(T value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }
}
