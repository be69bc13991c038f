namespace Sse;

/// <summary>Tells an endpoint's requests the host they belong to. Their own services would make a scope that an idle stream keeps.</summary>
internal sealed class StreamingHostMetadata(IServiceProvider services)
{
    private StreamingHost? _host;

    public StreamingHost Host => _host ??= StreamingHost.Of(services);
}
