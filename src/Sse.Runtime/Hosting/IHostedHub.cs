using System.Diagnostics.CodeAnalysis;

namespace Sse;

/// <summary>A hub of the host, whatever its type.</summary>
internal interface IHostedHub
{
    /// <summary>What is at work in it.</summary>
    HubCore Core { get; }

    /// <summary>The class that declares it.</summary>
    Type Type { get; }

    /// <summary>Its contract as JSON.</summary>
    /// <exception cref="InvalidOperationException">It was compiled by a version that wrote no contracts.</exception>
    string ContractJson { get; }

    /// <summary>Reads one of its events, as <see cref="ISseHub{TSelf}.TryRead"/> does.</summary>
    bool TryRead(string name, ReadOnlySpan<byte> data, [NotNullWhen(true)] out object? value);

    /// <summary>Writes an event's key, as <see cref="ISseHub{TSelf}.TryWriteKey"/> does.</summary>
    bool TryWriteKey(object value, ref SseFrameWriter writer, out bool isRemoval);
}

/// <summary>A hub that <c>AddHub</c> has registered.</summary>
internal sealed class HostedHub<THub>(THub hub) : IHostedHub
    where THub : SseHub, ISseHub<THub>
{
    public HubCore Core => (HubCore)hub.Core;

    public Type Type => typeof(THub);

    public string ContractJson => SseHubContract.Of<THub>().ToJson();

    public bool TryRead(string name, ReadOnlySpan<byte> data, [NotNullWhen(true)] out object? value) => THub.TryRead(name, data, out value);

    public bool TryWriteKey(object value, ref SseFrameWriter writer, out bool isRemoval) => THub.TryWriteKey(value, ref writer, out isRemoval);
}
