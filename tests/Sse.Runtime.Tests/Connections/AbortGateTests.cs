namespace Sse.Tests.Connections;

public class AbortGateTests
{
    [Fact]
    public async Task In_every_order_one_aborts_and_nobody_does_once_the_request_is_over()
    {
        // Two that want to abort, and the end of the request.
        foreach (var order in Interleavings.Of(2, 2, 1))
        {
            var gate = new AbortGate();
            var inside = new bool[2];
            var (aborts, text) = (0, string.Join(' ', order));
            Task? closed = null;
            var steps = new int[3];
            foreach (var thread in order)
            {
                if (thread == 2)
                {
                    closed = gate.CloseAsync();
                    closed.IsCompleted.ShouldBe(!inside[0] && !inside[1], text);
                }
                else if (steps[thread]++ == 0)
                {
                    inside[thread] = gate.TryEnter();
                    if (inside[thread]) (++aborts, closed?.IsCompleted).ShouldBe((1, null), text);
                }
                else if (inside[thread])
                {
                    inside[thread] = false;
                    gate.Exit();
                }
            }
            await closed!.Bounded();
            gate.TryEnter().ShouldBeFalse(text);
        }
    }
}
