namespace Sse;

/// <summary>Which characters of text are escaped in JSON.</summary>
public enum SseJsonEncoder
{
    /// <summary>All beyond ASCII, and those that mean something in HTML: the encoder that System.Text.Json uses by itself.</summary>
    Default,

    /// <summary>Only what JSON requires, as <c>JavaScriptEncoder.UnsafeRelaxedJsonEscaping</c> does. An event stream is no HTML.</summary>
    Relaxed,
}
