using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Sse.Tests.Servers;

/// <summary>Against ASP.NET Core's own result, which sends no header until its first event.</summary>
public class TypedResultsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reads_and_resumes_what_ASP_NET_Core_streams(bool throughNginx)
    {
        await using var server = await TestServer.StartAsync(app => app.MapGet("/items", IResult ([FromHeader(Name = "Last-Event-ID")] string? last) =>
            last is "30" ? TypedResults.NoContent() : TypedResults.ServerSentEvents(Items(last))));
        await using var nginx = throughNginx ? await Nginx.StartAsync(server.Port) : null;
        using var client = new SseClient(nginx?.At("/items") ?? server.At("/items"), new SseClientOptions { ReconnectDelay = TimeSpan.Zero, Random = () => 0 });
        await using var reader = Collect.From(client);

        for (var id = 1; id <= 30; id++)
        {
            var message = await reader.NextAsync();
            (message.Type, message.Text, message.LastEventId).ShouldBe(("item", $"line {id}\n\u4E2D", $"{id}"));
        }
        await reader.Ended.Soon();
        reader.IsEmpty.ShouldBeTrue();
    }

    private static async IAsyncEnumerable<SseItem<string>> Items(string? last, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var first = int.Parse(last ?? "0", CultureInfo.InvariantCulture) + 1;
        for (var id = first; id < first + 10; id++)
        {
            await Task.Yield();
            ct.ThrowIfCancellationRequested();
            yield return new SseItem<string>($"line {id}\n\u4E2D", "item") { EventId = $"{id}", ReconnectionInterval = TimeSpan.FromMilliseconds(1) };
        }
    }
}
