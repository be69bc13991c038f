using System.Net;
using Sse.Sqlite;

namespace Sse.Tests.Hubs;

/// <summary>Tickets of hubs whose log is stored: one order decides who has one, on all nodes and after a restart.</summary>
public sealed class TicketTests : IDisposable
{
    private readonly SharedLog _log = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Of_all_attempts_on_two_nodes_one_succeeds()
    {
        await using var one = await TicketNode.StartAsync(_ => _log.Open());
        await using var two = await TicketNode.StartAsync(_ => _log.Open());
        await NodeTickets.TryAsync(one, two);
    }

    [Fact]
    public async Task A_node_that_has_not_heard_of_it_yet_lets_nobody_in_twice()
    {
        var behind = _log.Open();
        await using var one = await TicketNode.StartAsync(_ => _log.Open());
        await using var two = await TicketNode.StartAsync(_ => behind);
        var ticket = await one.IssueAsync();
        var come = new TaskCompletionSource();
        behind.Tail = come.Task;
        (await one.OpenAsync(ticket)).Status.ShouldBe(HttpStatusCode.OK);
        var late = two.OpenAsync(ticket);
        await Wait.Until(() => _log.Newest.Position == 2);
        late.IsCompleted.ShouldBeFalse();
        come.SetResult();
        (await late).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task While_the_engine_is_away_nobody_can_say_so_and_nobody_is_let_in()
    {
        var store = _log.Open();
        await using var node = await TicketNode.StartAsync(_ => store);
        await using var other = await TicketNode.StartAsync(_ => _log.Open());
        var ticket = await node.IssueAsync();
        var (_, cookie) = await node.OpenAsync(ticket);
        var late = await node.IssueAsync();
        store.IsDown = true;
        (await node.OpenAsync(late)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await node.OpenAsync(late)).Status.ShouldBe(HttpStatusCode.Unauthorized, "it was tried, and may be spent when the engine is back");
        (await node.OpenAsync(ticket, cookie)).Status.ShouldBe(HttpStatusCode.OK, "who comes back needs no engine");
        store.IsDown = false;
        await node.Hub.PublishAsync(new Tick(1)).Bounded();
        await Wait.Until(() => other.Hub.Position == node.Hub.Position);
        (await other.OpenAsync(late)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task After_a_restart_it_is_still_known()
    {
        string spent, banned, cookie, cookieOfBanned;
        await using (var node = await StartSqliteAsync())
        {
            spent = await node.IssueAsync();
            cookie = (await node.OpenAsync(spent)).Cookie!;
            banned = await node.IssueAsync("bob");
            cookieOfBanned = (await node.OpenAsync(banned)).Cookie!;
            node.Hub.Disconnect("bob");
            await node.Hub.PublishAsync(new Tick(1)).Bounded();
        }
        await using var again = await StartSqliteAsync();
        (await again.OpenAsync(spent)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await again.OpenAsync(spent, cookie)).Status.ShouldBe(HttpStatusCode.OK);
        (await again.OpenAsync(banned, cookieOfBanned)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await again.OpenAsync(await again.IssueAsync())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_may_have_left_the_log_is_not_taken_for_unspent()
    {
        string ticket, unused;
        await using (var node = await StartSqliteAsync())
        {
            ticket = await node.IssueAsync();
            unused = await node.IssueAsync();
            (await node.OpenAsync(ticket)).Status.ShouldBe(HttpStatusCode.OK);
        }
        // Trimming comes some time behind what it makes room for.
        while (await IsWholeAsync())
        {
            await using var node = await StartSqliteAsync();
            for (var i = 0; i < 5_000; i++) node.Hub.Topic("busy").Publish(new Tick(i));
            await node.Hub.PublishAsync(new Tick(0)).Bounded();
        }
        await using var again = await StartSqliteAsync();
        (await again.OpenAsync(ticket)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await again.OpenAsync(unused)).Status.ShouldBe(HttpStatusCode.Unauthorized, "nor is one of the same time");
        (await again.OpenAsync(await again.IssueAsync())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task When_the_log_is_another_one_nothing_older_is_taken_for_unspent()
    {
        await using var one = await TicketNode.StartAsync(_ => _log.Open());
        var ticket = await one.IssueAsync();
        await one.Hub.PublishAsync(new Tick(1)).Bounded();
        var epoch = one.Hub.Position.Epoch;
        _log.Recreate();
        await Wait.Until(() => one.Hub.Position.Epoch != epoch);
        (await one.OpenAsync(ticket)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await one.OpenAsync(await one.IssueAsync())).Status.ShouldBe(HttpStatusCode.OK);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<bool> IsWholeAsync()
    {
        await using var store = new SqliteLogStore(_folder["log.db"]);
        await store.OpenAsync(TestContext.Current.CancellationToken);
        return (await store.ReadAsync(after: 0, limit: 1, TestContext.Current.CancellationToken))[0].Position == 1;
    }

    private Task<TicketNode> StartSqliteAsync() => TicketNode.StartAsync(_ => new SqliteLogStore(_folder["log.db"]), options => options.Retention.MaxEvents = 2_000);
}
