namespace Sse.Tests.Tickets;

/// <summary>What a process knows of tickets: the first attempt in the order of the log counts, and what it can't know it doesn't claim.</summary>
public class TicketBookTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void The_first_in_the_order_of_the_log_has_it()
    {
        var book = new TicketBook(_time, TimeSpan.Zero);
        var (ours, theirs) = Claims();
        book.Begin(ours).ShouldBeNull();
        book.IsOwnedBy(ours).ShouldBeFalse();
        book.Add(theirs);
        book.Add(ours);
        book.IsOwnedBy(ours).ShouldBeFalse();
        book.IsOwnedBy(theirs).ShouldBeTrue();
    }

    [Fact]
    public void One_process_tries_once()
    {
        var book = new TicketBook(_time, TimeSpan.Zero);
        var (first, second) = Claims();
        book.Begin(first).ShouldBeNull();
        book.Begin(second).ShouldBe(TicketOutcome.Spent);
        book.Add(first);
        book.Add(first);
        book.IsOwnedBy(first).ShouldBeTrue();
    }

    [Fact]
    public void It_is_remembered_until_it_is_over()
    {
        var book = new TicketBook(_time, TimeSpan.Zero);
        var (first, second) = Claims();
        book.Add(first);
        _time.Advance(TimeSpan.FromSeconds(30));
        book.Begin(second).ShouldBe(TicketOutcome.Spent);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        book.Begin(second).ShouldBeNull("nobody accepts it any more");
    }

    [Fact]
    public void Beyond_what_it_can_remember_nobody_is_let_in_and_nothing_older_is_known()
    {
        var book = new TicketBook(_time, TimeSpan.Zero);
        for (var i = 0; i < 100_000; i++) book.Add(Claims().First);
        book.Begin(Claims().First).ShouldBe(TicketOutcome.InDoubt);
        book.Knows(_time.GetUtcNow()).ShouldBeTrue("of all that came it knows");
        book.Add(Claims().First);
        book.Knows(_time.GetUtcNow()).ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(31));
        book.Begin(Claims().First).ShouldBeNull();
        book.Knows(_time.GetUtcNow()).ShouldBeTrue();
    }

    [Fact]
    public void Clocks_may_differ_where_processes_share_a_log()
    {
        var book = new TicketBook(_time, TimeSpan.FromSeconds(5));
        var user = new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity([new("sub", "1")], "test"));
        book.Add(new ClaimDisconnect("sub", "1", ForGood: false, IsForEveryStream: false, _time.GetUtcNow()));
        book.WasDisconnected(user, _time.GetUtcNow().AddSeconds(5)).ShouldBeTrue();
        book.WasDisconnected(user, _time.GetUtcNow().AddSeconds(5.1)).ShouldBeFalse();
        // A clock that is ahead keeps nobody out.
        book.Add(new ClaimDisconnect("sub", "1", ForGood: false, IsForEveryStream: false, _time.GetUtcNow().AddHours(1)));
        book.WasDisconnected(user, _time.GetUtcNow().AddSeconds(6)).ShouldBeFalse();
        _time.Advance(TimeSpan.FromDays(1));
        book.WasDisconnected(user, new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)).ShouldBeTrue();
    }

    private (TicketClaim First, TicketClaim Second) Claims()
    {
        var ticket = Guid.NewGuid();
        var until = _time.GetUtcNow() + TimeSpan.FromSeconds(30);
        return (new TicketClaim(ticket, Guid.NewGuid(), until), new TicketClaim(ticket, Guid.NewGuid(), until));
    }
}
