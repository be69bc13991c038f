using System.Net;

namespace Sse.Tests;

/// <summary>What is asked of two nodes with one log, whatever engine it is in: a ticket is redeemed on one of them once, its client may come back to either, and what ends that ends it on both.</summary>
internal static class NodeTickets
{
    private const int Racers = 50;

    public static async Task TryAsync(TicketNode one, TicketNode two)
    {
        var nodes = new[] { one, two };
        for (var race = 0; race < 5; race++)
        {
            var raced = await nodes[race % 2].IssueAsync();
            var answers = await Task.WhenAll(Enumerable.Range(0, Racers).Select(racer => Task.Run(() => nodes[racer % 2].OpenAsync(raced))));
            answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
            answers.Count(answer => answer.Status == HttpStatusCode.Unauthorized).ShouldBe(Racers - 1);
        }

        var ticket = await one.IssueAsync();
        var (status, cookie) = await two.OpenAsync(ticket);
        status.ShouldBe(HttpStatusCode.OK);
        foreach (var node in nodes)
        {
            (await node.OpenAsync(ticket)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await node.OpenAsync(ticket, cookie)).Status.ShouldBe(HttpStatusCode.OK);
        }

        one.Hub.Disconnect("alice");
        (await one.OpenAsync(ticket, cookie)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        // Everything before it in the log is known by then.
        var after = await one.Hub.PublishAsync(new Tick(1)).Bounded();
        await Wait.Until(() => two.Hub.Position == after || one.Hub.Position != after);
        (await two.OpenAsync(ticket, cookie)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
