using System.Net;
using Sse.Tests.Hub;

namespace Sse.Tests.Limits;

/// <summary>What a client can do to a connection besides reading a stream.</summary>
[Collection(nameof(UsesAllCores))]
public class AbuseTests
{
    [Fact]
    public async Task Five_thousand_streams_that_are_opened_and_reset_leave_nothing_behind()
    {
        const int Streams = 5_000;
        await using var app = await HubApp.StartAsync(sse: o => o.Limits.MaxStreamsPerAddress = Streams);
        await Parallel.ForAsync(0, Streams, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = TestContext.Current.CancellationToken }, async (i, _) =>
        {
            using var leaving = new CancellationTokenSource();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/hub/t") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            var response = app.Http2.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving.Token);
            // Some before there is an answer, the others right after.
            if (i % 2 == 0) await leaving.CancelAsync();
            try
            {
                using var stream = await response;
            }
            catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException)
            {
                // The server may end the connection of one who does this.
            }
        });
        await Wait.Until(() => app.Hub().SubscriberCount == 0 && StreamingHost.Of(app.Services).Limits.Streams == 0);
        using var again = await app.OpenAsync("/hub", version: 2);
        await again.NextAsync();
        app.Hub().Publish(new Step(1));
        (await again.NextAsync())!.ShouldEndWith("{\"n\":1}");
    }

    [Theory]
    [InlineData("Content-Length: 1000000")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task A_body_on_GET_is_not_waited_for(string header)
    {
        await using var app = await HubApp.StartAsync();
        using (var client = await RawClient.SendAsync(app, "/hub", header))
        {
            await client.ReadSomeAsync(1);
            await Wait.Until(() => app.Hub().SubscriberCount == 1);
        }
        await Wait.Until(() => app.Hub().SubscriberCount == 0);
    }
}
