using Microsoft.Extensions.DependencyInjection;

namespace Sse;

/// <summary>A client that has been registered, so that a second one can't disappear behind it without a word.</summary>
/// <param name="HttpName">The name of its HttpClient and of its options.</param>
/// <param name="Client">What is injected.</param>
/// <param name="Address">Where it reads.</param>
internal sealed record Registration(string HttpName, Type Client, Uri Address)
{
    /// <summary>Adds it, unless it is there already.</summary>
    /// <exception cref="InvalidOperationException">Another one is there under the same name.</exception>
    public void AddTo(IServiceCollection services)
    {
        var earlier = services.Select(service => service.IsKeyedService ? null : service.ImplementationInstance as Registration).FirstOrDefault(other => other?.HttpName == HttpName);
        if (earlier is null) services.AddSingleton(this);
        else if (earlier != this)
        {
            throw new InvalidOperationException(
                $"A client of {Named(Client)} for '{ShownAddress.Of(Address)}' can't be registered: '{HttpName}' is one of {Named(earlier.Client)} for '{ShownAddress.Of(earlier.Address)}' already. Give each a name of its own, AddSseClient(name, address), and inject them with [FromKeyedServices(name)].");
        }
    }

    private static string Named(Type client) => client.IsGenericType ? client.GenericTypeArguments[0].Name : "any stream";
}
