namespace Sse.Postgres;

/// <summary>The log that a hub's name stood for when it was opened.</summary>
/// <param name="Hub">Its number in the database.</param>
/// <param name="Epoch">Its epoch.</param>
internal sealed record OpenedLog(int Hub, string Epoch)
{
    /// <summary>On which channel its nodes wake each other.</summary>
    public string Channel { get; } = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"sse_{Hub}");
}
