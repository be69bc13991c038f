using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Authorization;

[SseHub(typeof(Text))]
public sealed partial class LetterHub;

[SseHub(typeof(Text), Topics = SseTopics.Required)]
public sealed partial class OrderHub;

[Authorize(Roles = "trader")]
[SseHub(typeof(Text))]
public sealed partial class TraderHub;

/// <summary>An application whose users are named by a header, with what each may read.</summary>
internal static class AuthApp
{
    public static async Task<(TestApp App, Grants Grants)> StartAsync(Action<WebApplication> map, Action<IServiceCollection>? services = null)
    {
        var grants = new Grants();
        var app = await TestApp.StartAsync(map, all =>
        {
            all.AddSse().AddHub<LetterHub>().AddHub<OrderHub>().AddHub<TraderHub>();
            all.AddAuthentication("Header").AddScheme<AuthenticationSchemeOptions, HeaderScheme>("Header", null);
            all.AddAuthorization(o => o.AddPolicy(Grants.Policy, policy => policy.AddRequirements(new Grants.MayRead())));
            all.AddSingleton<IAuthorizationHandler>(grants);
            services?.Invoke(all);
        });
        return (app, grants);
    }

    /// <summary>Sends a request; its answer's headers have come.</summary>
    public static Task<HttpResponseMessage> SendAsync(this TestApp app, string path, string? user = null, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (user is not null) request.Headers.TryAddWithoutValidation(HeaderScheme.User, user);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return app.Http1.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Bounded();
    }

    /// <summary>The status of a request, and nothing more of it.</summary>
    public static async Task<HttpStatusCode> StatusAsync(this TestApp app, string path, string? user = null, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        using var answer = await app.SendAsync(path, user, method, headers);
        return answer.StatusCode;
    }

    /// <summary>What a stream from the log's beginning gives up to the letter "end", which goes to everyone.</summary>
    public static async Task<List<string>> ReadToEndAsync(this TestApp app, string path, string? user = null, params (string Name, string Value)[] headers)
    {
        using var reader = await EventReader.OpenAsync(await app.SendAsync(path, user, headers: [.. headers, ("Last-Event-ID", "earliest")]));
        reader.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var letters = new List<string>();
        while (await reader.NextAsync() is { } block)
        {
            var data = block.Split('\n').FirstOrDefault(line => line.StartsWith("data: ", StringComparison.Ordinal));
            if (data is null) continue;
            if (data.Contains("\"end\"", StringComparison.Ordinal)) return letters;
            letters.Add(System.Text.Json.JsonDocument.Parse(data[6..]).RootElement.GetProperty("value").GetString()!);
        }
        throw new EndOfStreamException();
    }

    public static LetterHub Letters(this TestApp app) => app.Services.GetRequiredService<LetterHub>();
}
