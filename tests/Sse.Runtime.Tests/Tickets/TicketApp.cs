using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Authorization;

namespace Sse.Tests.Tickets;

/// <summary>An application whose streams accept tickets: letters at <c>/letters/{topic}</c> and at <c>/mine</c>, orders at <c>/orders/{topic}</c>.</summary>
internal sealed class TicketApp : IAsyncDisposable
{
    // Keeps no cookies by itself.
    private readonly HttpClient _client;

    private TicketApp(TestApp app, Grants grants, FakeTimeProvider time)
    {
        (App, Grants, Time) = (app, grants, time);
        _client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = app.Http1.BaseAddress };
    }

    public TestApp App { get; }

    public Grants Grants { get; }

    public FakeTimeProvider Time { get; }

    public static async Task<TicketApp> StartAsync(Action<SseTicketOptions>? options = null, IDataProtectionProvider? keys = null, Action<IServiceCollection>? services = null, Action<WebApplication>? map = null, FakeTimeProvider? time = null)
    {
        time ??= new FakeTimeProvider();
        var (app, grants) = await AuthApp.StartAsync(
            app =>
            {
                map?.Invoke(app);
                app.MapSse<LetterHub>("/letters/{topic}", o => o.AcceptsTickets = o.TopicsFromQuery = true).RequireAuthorization().RequireTopicAuthorization(Grants.Policy);
                app.MapSse<LetterHub>("/mine", o =>
                {
                    o.AcceptsTickets = true;
                    o.TopicFromUser();
                });
                app.MapSse<OrderHub>("/orders/{topic}", o => o.AcceptsTickets = o.TopicsArePublic = true).RequireAuthorization();
            },
            all =>
            {
                all.AddSingleton<TimeProvider>(time);
                all.AddSingleton(keys ?? new EphemeralDataProtectionProvider());
                all.AddAuthentication().AddSseTicket(options);
                services?.Invoke(all);
            });
        grants.Give("alice", "a", "b");
        return new TicketApp(app, grants, time);
    }

    /// <summary>A ticket for a stream.</summary>
    public async Task<string> IssueAsync(string path, string user = "alice", string? claim = null)
    {
        using var answer = await App.SendAsync(path, user, HttpMethod.Post, claim is null ? [] : [(HeaderScheme.Claim, claim)]);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        return json.GetProperty("ticket").GetString()!;
    }

    /// <summary>Opens a stream with a ticket, as an EventSource does: without any other sign of who asks.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path, string ticket, params string[] cookies) =>
        GetAsync(At(path, ticket), cookies.Length == 0 ? [] : [("Cookie", string.Join("; ", cookies))]);

    /// <summary>Sends a request; its answer's headers have come.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).Bounded();
    }

    /// <summary>The status of a stream that is opened with a ticket.</summary>
    public async Task<HttpStatusCode> StatusAsync(string path, string ticket, params string[] cookies)
    {
        using var answer = await OpenAsync(path, ticket, cookies);
        return answer.StatusCode;
    }

    /// <summary>Opens a stream with a ticket and leaves again.</summary>
    /// <returns>The cookie to come back with.</returns>
    public async Task<string> RedeemAsync(string path, string ticket)
    {
        using var answer = await OpenAsync(path, ticket);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return CookieOf(answer);
    }

    /// <summary>The one cookie of an answer, as its browser sends it.</summary>
    public static string CookieOf(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().Split(';')[0];

    public static string At(string path, string ticket) => $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}ticket={ticket}";

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return App.DisposeAsync();
    }
}
