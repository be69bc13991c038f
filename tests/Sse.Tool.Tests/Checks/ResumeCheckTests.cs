using Sse.Tests.Support;
using Sse.Tool.Checks.Resuming;
using static Sse.Tests.Support.StreamServer;

namespace Sse.Tests.Checks;

/// <summary>Servers that resume, and in what ways they fail to.</summary>
public class ResumeCheckTests
{
    private static readonly Dictionary<string, Func<int, int, int?>> Faults = new()
    {
        ["none"] = (_, next) => next,
        ["loses the first"] = (last, next) => next == last + 1 ? null : next,
        ["gives the last again"] = (last, next) => next == last + 1 ? last : next - 1,
        ["begins at the beginning"] = (last, next) => next - last,
        ["gives one twice"] = (last, next) => next > last + 1 ? next - 1 : next,
    };

    [Theory]
    [InlineData("none", "ok", "nothing lost, nothing twice")]
    [InlineData("loses the first", "error", "lost, first '2'")]
    [InlineData("gives the last again", "error", "after id '1' events up to it come again, first '1'")]
    [InlineData("begins at the beginning", "error", "events up to it come again, first '1'")]
    [InlineData("gives one twice", "error", "after id '1' '2' comes twice")]
    public async Task What_is_lost_and_doubled_is_found(string fault, string level, string says)
    {
        var journal = new Journal(6) { Resumes = Faults[fault] };
        await using var server = await StartAsync(journal, _ => Task.FromResult(false));
        // Who begins at the beginning doesn't get to the newest.
        (await Probe.RunAsync("SSEC31", server, with: fault is "begins at the beginning" ? Probe.Impatient : null)).Should(level, says);
    }

    [Fact]
    public async Task A_fault_in_the_middle_of_a_batch_is_found()
    {
        // Batches are five events each. Who comes back inside a late one is given the next batch.
        var journal = new Journal(10) { OnConnect = 5, Resumes = (last, next) => last > 15 && last % 5 != 0 && next <= (last + 4) / 5 * 5 ? null : next };
        await using var server = await StartAsync(journal, _ => Task.FromResult(false));
        (await Probe.RunAsync("SSEC31", server)).Should("error", "after id '19' 1 of");
    }

    [Fact]
    public async Task A_server_that_has_nothing_for_who_comes_back_is_found()
    {
        await using var server = await StartAsync(new Journal(6), context =>
        {
            if (context.Request.Headers["Last-Event-ID"].Count == 0) return Task.FromResult(false);
            Journal.Open(context);
            return Hang(context);
        });
        (await Probe.RunAsync("SSEC31", server, with: Probe.Impatient)).Should("error", "in 2.0 s the newest had not come");
    }

    [Fact]
    public async Task A_server_that_refuses_who_comes_back_is_found()
    {
        var journal = new Journal(6);
        await using var server = await StartAsync(journal, context =>
        {
            if (context.Request.Headers["Last-Event-ID"].Count == 0) return Task.FromResult(false);
            journal.Append();
            return Answer(context, 410, "");
        });
        (await Probe.RunAsync("SSEC31", server)).Should("error", "the answer is 410");
    }

    [Fact]
    public async Task Streams_of_their_own_are_none_to_compare()
    {
        var readers = 0;
        await using var server = await StartAsync(async context =>
        {
            Journal.Open(context);
            var reader = Interlocked.Increment(ref readers);
            for (var i = 1; i <= 6; i++) await Write(context, $"id: {i}\ndata: {reader}\n\n");
            await Hang(context);
        });
        (await Probe.RunAsync("SSEC31", server)).Should("notApplicable", "'1' is another event for another reader");
    }

    [Theory]
    [InlineData("id: READER-1\ndata: x\n\n", "different events")]
    [InlineData("data: x\n\n", "no event with an id")]
    public async Task Streams_that_share_nothing_are_none_to_compare(string text, string says)
    {
        var readers = 0;
        await using var server = await StartAsync(async context =>
        {
            Journal.Open(context);
            await Write(context, text.Replace("READER", $"{Interlocked.Increment(ref readers)}", StringComparison.Ordinal));
            await Hang(context);
        });
        (await Probe.RunAsync("SSEC31", server, with: Probe.Impatient)).Should("notApplicable", says);
    }

    [Theory]
    [InlineData(200, "", "ok", "10 kinds")]
    [InlineData(500, "a long id", "error", "a long id: 500")]
    [InlineData(431, "a long id", "note", "a long id: 431")]
    [InlineData(400, "a negative number", "warning", "a negative number: 400, after which an EventSource never comes back")]
    [InlineData(204, "an unknown id", "warning", "an unknown id: 204")]
    public async Task Strange_ids_are_judged_by_their_answer(int status, string id, string level, string says)
    {
        var wrong = StrangeId.All.SingleOrDefault(one => one.Name == id)?.Value;
        await using var server = await StartAsync(new Journal(1), context => wrong is not null && context.Request.Headers["Last-Event-ID"] == wrong ? Answer(context, status, "") : Task.FromResult(false));
        (await Probe.RunAsync("SSEC32", server)).Should(level, says);
    }

    [Fact]
    public async Task An_id_that_becomes_an_event_is_found()
    {
        await using var server = await StartAsync(new Journal(1), async context =>
        {
            if (context.Request.Headers["Last-Event-ID"].Count == 0) return false;
            Journal.Open(context);
            await Write(context, $": back after {Uri.UnescapeDataString($"{context.Request.Headers["Last-Event-ID"]}")}\n\ndata: x\n\n");
            return await Hang(context);
        });
        (await Probe.RunAsync("SSEC32", server)).Should("error", "encoded line breaks: the id's own lines came back");
    }

    [Fact]
    public async Task An_id_that_lets_the_server_hang_is_found()
    {
        var time = new FakeTimeProvider();
        await using var server = await StartAsync(new Journal(1), context => context.Request.Headers["Last-Event-ID"] == "-1" ? Hang(context, time) : Task.FromResult(false));
        (await Probe.RunAsync("SSEC32", server, time)).Should("error", "a negative number: no answer in 30 s");
    }
}
