using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Sse.Tests;

[SseEvent("price")]
public partial record Price([SseKey] string Symbol, decimal Value);

[SseEvent("delisted", Removes = typeof(Price))]
public partial record Delisted([SseKey] string Symbol);

[SseEvent("note")]
public partial record Note(string Text);

[SseHub(typeof(Price), typeof(Delisted), typeof(Note))]
public sealed partial class MarketHub;

[SseHub(typeof(Note))]
public sealed partial class NoteHub;

[SseHub(typeof(Note), Topics = SseTopics.Required)]
public sealed partial class TopicsHub;

[SseHub(typeof(Note), Topics = SseTopics.None)]
public sealed partial class WholeHub;

/// <summary>Hubs without a host.</summary>
internal static class Hubs
{
    public static THub Create<THub>(TimeProvider time, Action<SseHubOptions>? configure = null)
        where THub : SseHub, ISseHub<THub>
    {
        var options = new SseHubOptions();
        configure?.Invoke(options);
        return THub.Create(new HubCore(new HubLog(options.Retention, time), Read<THub>, options, time, NullLogger.Instance));
    }

    private static bool Read<THub>(string name, ReadOnlySpan<byte> data, [NotNullWhen(true)] out object? value)
        where THub : SseHub, ISseHub<THub> => THub.TryRead(name, data, out value);

    public static HubCore CoreOf<THub>(THub hub)
        where THub : SseHub, ISseHub<THub> => new HostedHub<THub>(hub).Core;
}
