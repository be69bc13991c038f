namespace Sse.Tests.Hubs;

public sealed class BlockCacheTests
{
    [Fact]
    public void Blocks_stay_within_the_bound_and_the_one_that_was_not_asked_for_the_longest_goes_first()
    {
        var cache = new BlockCache(maxBytes: 10_000);
        for (var upTo = 1; upTo <= 3; upTo++) cache.Add(upTo, Block(3_000));
        cache.Find(1).ShouldNotBeNull();
        cache.Add(4, Block(3_000));
        cache.Find(2).ShouldBeNull();
        cache.Find(1).ShouldNotBeNull();

        // Room for what is about to be loaded.
        cache.MakeRoom(9_000);
        Enumerable.Range(1, 4).Count(upTo => cache.Find(upTo) is not null).ShouldBe(0);
        cache.Add(5, Block(20_000));
        cache.Find(5).ShouldNotBeNull();
        cache.Add(6, Block(1_000));
        cache.Find(5).ShouldBeNull();
    }

    private static FrameBlock Block(int bytes) => new(0, 1, new byte[bytes], []);
}
