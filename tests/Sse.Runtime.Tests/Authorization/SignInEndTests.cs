using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Hub;

namespace Sse.Tests.Authorization;

/// <summary>Streams end when the sign-in behind them does, as far as that is known.</summary>
public class SignInEndTests
{
    private readonly FakeTimeProvider _time = new();
    private TimeSpan? _ticket;
    private TimeSpan? _own;

    [Theory]
    [InlineData("/hub")]
    [InlineData("/stream")]
    public async Task A_stream_ends_with_the_ticket_and_its_client_comes_back(string path)
    {
        _ticket = TimeSpan.FromMinutes(10);
        await using var app = await StartAsync();
        using var reader = await OpenAsync(app, path);
        _time.Advance(TimeSpan.FromMinutes(9));
        var rest = reader.RestAsync();
        rest.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMinutes(1));
        (await rest.Bounded())[^1].ShouldMatch("^retry: [1-5][0-9]{3}$");
    }

    [Fact]
    public async Task A_handler_that_goes_on_has_its_grace_before_it_is_left_behind()
    {
        _ticket = TimeSpan.FromMinutes(10);
        await using var app = await StartAsync();
        using var reader = await OpenAsync(app, "/deaf");
        _time.Advance(TimeSpan.FromMinutes(10));
        string? block;
        while ((block = await reader.NextAsync()) == ":") { }
        block!.ShouldMatch("^retry: [1-5][0-9]{3}$");
        Left().ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await reader.NextAsync()).ShouldBeNull();
        Left().ShouldBe(1);

        int Left() => app.Log.OfSse.Count(entry => entry.Id == 4);
    }

    [Theory]
    [InlineData("600")]
    [InlineData("600.5")]
    public async Task A_stream_ends_with_the_expiry_claim(string offset)
    {
        await using var app = await StartAsync();
        using var reader = await OpenAsync(app, "/hub", Exp(offset));
        var rest = reader.RestAsync();
        _time.Advance(TimeSpan.FromMinutes(11));
        (await rest.Bounded())[^1].ShouldMatch("^retry: [1-5][0-9]{3}$");
    }

    [Fact]
    public async Task The_earliest_end_counts()
    {
        (_ticket, _own) = (TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5));
        await using var app = await StartAsync();
        using var reader = await OpenAsync(app, "/hub", Exp("1200"));
        var rest = reader.RestAsync();
        _time.Advance(TimeSpan.FromMinutes(6));
        (await rest.Bounded())[^1].ShouldMatch("^retry: [1-5][0-9]{3}$");
    }

    [Theory]
    [InlineData("never")]
    [InlineData("-5")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    [InlineData("253402300799")]
    public async Task An_end_that_is_none_or_far_away_ends_nothing(string exp)
    {
        await using var app = await StartAsync();
        using var reader = await OpenAsync(app, "/hub", "exp=" + exp);
        _time.Advance(TimeSpan.FromDays(1));
        await Eventually(reader, app);
    }

    [Theory]
    [InlineData("/hub")]
    [InlineData("/stream")]
    public async Task A_sign_in_that_is_over_is_refused(string path)
    {
        await using var app = await StartAsync();
        (await app.StatusAsync(path, "u", headers: (HeaderScheme.Claim, Exp("-1")))).ShouldBe(HttpStatusCode.Unauthorized);
        (await app.StatusAsync(path, "u", headers: (HeaderScheme.Claim, "exp=0"))).ShouldBe(HttpStatusCode.Unauthorized);
        _own = TimeSpan.FromSeconds(-1);
        (await app.StatusAsync("/hub", "u")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task It_can_be_turned_off()
    {
        _ticket = TimeSpan.FromMinutes(1);
        await using var app = await StartAsync();
        using var reader = await OpenAsync(app, "/lasting");
        _time.Advance(TimeSpan.FromHours(1));
        await Eventually(reader, app);
    }

    private static async Task Eventually(EventReader reader, TestApp app)
    {
        app.Letters().Publish(new Text("still"));
        while (await reader.NextAsync() is { } block)
            if (block.Contains("still", StringComparison.Ordinal)) return;
        throw new EndOfStreamException();
    }

    private string Exp(string offset) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"exp={_time.GetUtcNow().ToUnixTimeSeconds() + decimal.Parse(offset, System.Globalization.CultureInfo.InvariantCulture)}");

    private static async Task<EventReader> OpenAsync(TestApp app, string path, string? claim = null)
    {
        var reader = await EventReader.OpenAsync(await app.SendAsync(path, "u", headers: claim is null ? [] : [(HeaderScheme.Claim, claim)]));
        reader.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await reader.NextAsync();
        return reader;
    }

    private async Task<TestApp> StartAsync()
    {
        var (app, _) = await AuthApp.StartAsync(
            app =>
            {
                app.Use(async (http, next) =>
                {
                    if (_ticket is { } left && http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties is { } properties) properties.ExpiresUtc = _time.GetUtcNow() + left;
                    await next(http);
                });
                app.MapSse<LetterHub>("/hub", o => o.Expires = _ => _own is { } left ? _time.GetUtcNow() + left : null).RequireAuthorization();
                app.MapSse<LetterHub>("/lasting", o => o.EndsWithSignIn = false).RequireAuthorization();
                app.MapGet("/deaf", () => SseResults.Stream((_, _) => new TaskCompletionSource().Task)).RequireAuthorization();
                app.MapGet("/stream", () => SseResults.Stream((_, closed) => new TaskCompletionSource().Task.WaitAsync(closed))).RequireAuthorization();
            },
            services => services.AddSingleton<TimeProvider>(_time));
        return app;
    }
}
