namespace Sse;

/// <summary>The names of attributes. Those that aren't of this library are OpenTelemetry's.</summary>
internal static class Tags
{
    public const string Hub = "sse.hub";
    public const string Event = "sse.event.name";
    public const string Store = "sse.store";
    public const string EndReason = "sse.end.reason";
    public const string RefusalReason = "sse.refusal.reason";
    public const string GapReason = "sse.gap.reason";
    public const string Route = "http.route";
}
