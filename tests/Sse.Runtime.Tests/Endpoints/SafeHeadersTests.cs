using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sse.Tests.Authorization;

namespace Sse.Tests.Endpoints;

/// <summary>What every answer says to browsers, whatever is answered: not to guess its type, and whose pages may read it.</summary>
public class SafeHeadersTests
{
    private const string Page = "https://page.example";

    [Theory]
    [InlineData("/letters/a", 200)]
    [InlineData("/letters/a?lastEventId=x~end", 204)]
    [InlineData("/letters/a?maxFrequency=nonsense", 400)]
    [InlineData("/letters/%0A", 400)]
    [InlineData("/mine", 401)]
    [InlineData("/subscribed/refused", 403)]
    [InlineData("/throwing", 403)]
    [InlineData("/turned-away", 503)]
    [InlineData("/stream", 200)]
    public async Task All_answers_say_so(string path, int status)
    {
        var (app, _) = await AuthApp.StartAsync(
            app =>
            {
                app.UseCors();
                app.MapSse<LetterHub>("/letters/{topic}", o =>
                {
                    o.TopicsArePublic = true;
                    o.MaxFrequency = 10;
                }).RequireCors("page");
                app.MapSse<LetterHub>("/mine", o => o.TopicFromUser()).RequireCors("page");
                app.MapSse<LetterHub>("/throwing", o =>
                {
                    o.Topics = _ => "a";
                    o.AuthorizeTopic = _ => throw new InvalidOperationException();
                }).RequireCors("page");
                app.MapSse<LetterHub>("/turned-away", o => o.OnConnecting = connecting =>
                {
                    connecting.Refuse(StatusCodes.Status503ServiceUnavailable);
                    return ValueTask.CompletedTask;
                }).RequireCors("page");
                app.MapGet("/subscribed/{name}", (string name, LetterHub hub) => SseResults.Subscribe(hub, name, new SseSubscribeOptions { AuthorizeTopic = _ => new(false) })).RequireCors("page");
                app.MapGet("/stream", () => SseResults.Stream((_, _) => Task.CompletedTask)).RequireCors("page");
            },
            services => services.AddCors(cors => cors.AddPolicy("page", policy => policy.WithOrigins(Page).AllowCredentials())));
        await using var running = app;

        foreach (var method in status == 204 ? (HttpMethod[])[HttpMethod.Get] : [HttpMethod.Get, HttpMethod.Head])
        {
            if (method == HttpMethod.Head && path is "/stream" or "/subscribed/refused") continue;
            using var answer = await app.SendAsync(path, user: path is "/mine" ? null : "alice", method, ("Origin", Page));
            ((int)answer.StatusCode).ShouldBe(status, method.Method);
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe([Page]);
            answer.Headers.GetValues("Access-Control-Allow-Credentials").ShouldBe(["true"]);
        }
        using var strange = await app.SendAsync(path, user: "alice", headers: ("Origin", "https://other.example"));
        strange.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }
}
