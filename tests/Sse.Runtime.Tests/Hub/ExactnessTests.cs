using System.Globalization;

namespace Sse.Tests.Hub;

/// <summary>
/// Publishers at full speed, 200 clients on real sockets that drop and resume at random. What each has received, and
/// the gaps it was told, must make up all events, each once, in order.
/// </summary>
[Collection(nameof(UsesAllCores))]
public class ExactnessTests
{
    private const int Clients = 200;
    private const int Publishers = 2;

    [Fact]
    public async Task Every_client_gets_every_event_once_in_order_however_often_it_drops()
    {
        var run = new Run(events: 10_000, lead: 1_000);
        await run.GoAsync(retained: long.MaxValue);
        run.Resumptions.ShouldBeGreaterThan(2_000);
        foreach (var client in run.Readers)
        {
            client.Faults.ShouldBeEmpty();
            client.Gaps.ShouldBe(0);
            client.Received.ShouldBe(run.Events);
        }
    }

    [Fact]
    public async Task With_a_short_retention_events_and_gaps_make_up_the_whole_without_overlap()
    {
        var run = new Run(events: 10_000, lead: 2_000);
        await run.GoAsync(retained: 200);
        run.Readers.Sum(r => r.Gaps).ShouldBeGreaterThan(100);
        foreach (var client in run.Readers)
        {
            client.Faults.ShouldBeEmpty();
            (client.Received + client.Missed).ShouldBe(run.Events);
        }
    }

    [Fact]
    public void The_comparison_notices_an_event_that_is_lost_doubled_or_out_of_order()
    {
        Faults(1, 2, 4).ShouldBe(["4 after 2", "payload 4 after 2"]);
        Faults(1, 2, 2).ShouldBe(["2 after 2", "payload 2 after 2"]);
        Faults(1, 3, 2).Count.ShouldBe(4);
        Faults(1, 2, 3).ShouldBeEmpty();

        static List<string> Faults(params long[] sequences)
        {
            var reader = new Reader(new Random(1));
            foreach (var sequence in sequences)
                reader.OnEvent(System.Text.Encoding.ASCII.GetBytes($"e-{sequence}"), "step"u8, System.Text.Encoding.ASCII.GetBytes($"{{\"n\":{sequence}}}"));
            return reader.Faults;
        }
    }

    private sealed class Run(int events, int lead)
    {
        private int _published;

        public int Events => events;

        public int Resumptions => Readers.Sum(r => r.Resumptions);

        public Reader[] Readers { get; } = [.. Enumerable.Range(0, Clients).Select(i => new Reader(new Random(i)))];

        public async Task GoAsync(long retained)
        {
            await using var app = await HubApp.StartAsync(hub: o => o.Retention.MaxEvents = retained);
            // From the beginning, so that 1..N is what each must have, whenever it came first.
            var beginning = $"{app.Hub().Position.Epoch}-0";
            var reading = Readers.Select(reader => Task.Run(() => reader.ReadAsync(app, beginning, events))).ToArray();
            var publishing = Enumerable.Range(0, Publishers).Select(p => Task.Run(() => PublishAsync(app.Hub(), p))).ToArray();
            await Task.WhenAll([.. publishing, .. reading]).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }

        private async Task PublishAsync(TestHub hub, int publisher)
        {
            for (var i = 1; i <= events / Publishers; i++)
            {
                // A publisher never waits for a subscriber; only so that the run lasts longer than its first moment.
                while (Volatile.Read(ref _published) > Readers.Sum(r => r.Last) / Clients + lead) await Task.Yield();
                hub.Publish(new Step((publisher * 1_000_000L) + i));
                Interlocked.Increment(ref _published);
            }
        }
    }

    private sealed class Reader(Random random)
    {
        private readonly long[] _counters = new long[Publishers];

        public List<string> Faults { get; } = [];

        public long Last { get; private set; }

        public long Received { get; private set; }

        public long Missed { get; private set; }

        public int Gaps { get; private set; }

        public int Resumptions { get; private set; }

        public async Task ReadAsync(TestApp app, string from, int events)
        {
            var buffer = new byte[8 * 1024];
            var id = System.Text.Encoding.ASCII.GetBytes(from);
            while (Last < events)
            {
                using var socket = await EventSocket.OpenAsync(app, "/hub", id, OnEvent);
                var stay = random.Next(1, 1_200);
                while (socket.Events < stay && Last < events && await socket.ReceiveAsync(buffer)) { }
                if (socket.LastIdLength > 0) id = socket.LastId.AsSpan(0, socket.LastIdLength).ToArray();
                Resumptions++;
            }
        }

        public void OnEvent(ReadOnlySpan<byte> id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
        {
            var sequence = EventSocket.ParseDigits(id[(id.IndexOf((byte)'-') + 1)..]);
            if (name.SequenceEqual("sse-gap"u8))
            {
                Gaps++;
                Missed += sequence - Last;
                if (sequence <= Last) Faults.Add(string.Create(CultureInfo.InvariantCulture, $"gap to {sequence} after {Last}"));
            }
            else
            {
                Received++;
                if (sequence != Last + 1) Faults.Add(string.Create(CultureInfo.InvariantCulture, $"{sequence} after {Last}"));
                CheckPayload(EventSocket.ParseDigits(data["{\"n\":".Length..]));
            }
            Last = sequence;
        }

        // Each publisher counts in its payload: that knows nothing of ids.
        private void CheckPayload(long n)
        {
            ref var counter = ref _counters[n / 1_000_000];
            n %= 1_000_000;
            // A gap hides events of both.
            if (n <= counter || (Gaps == 0 && n != counter + 1)) Faults.Add(string.Create(CultureInfo.InvariantCulture, $"payload {n} after {counter}"));
            counter = n;
        }
    }
}
