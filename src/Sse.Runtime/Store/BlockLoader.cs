using System.Text;

namespace Sse;

/// <summary>Reads a block from the store.</summary>
internal sealed class BlockLoader(ILogStore store, HubLog log)
{
    /// <summary>Reads it. What the store doesn't have any more is missing in it.</summary>
    /// <exception cref="SseLogReplacedException">The store has other records there than those that this process knows.</exception>
    public async Task<FrameBlock> LoadAsync(BlockEdges.Block block, CancellationToken cancellationToken)
    {
        var records = new List<StoredRecord>(block.Records);
        for (var after = block.After; after < block.UpTo; after = records[^1].Position)
        {
            var page = await store.ReadAsync(after, block.Records, cancellationToken).ConfigureAwait(false);
            var before = records.Count;
            records.AddRange(page.TakeWhile(record => record.Position <= block.UpTo));
            if (records.Count == before) break;
        }
        return Pack(block, records);
    }

    private FrameBlock Pack(BlockEdges.Block block, List<StoredRecord> records)
    {
        var ids = new byte[records.Count][];
        var length = 0;
        for (var i = 0; i < ids.Length; i++)
        {
            var position = log.PositionAt(records[i].Position);
            if (position.Tag is { } tag && !string.Equals(tag, records[i].Tag, StringComparison.Ordinal)) throw new SseLogReplacedException();
            ids[i] = Encoding.ASCII.GetBytes("id: " + position);
            length = checked(length + ids[i].Length + records[i].Frame.Length);
        }
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        var entries = new ColdEntry[ids.Length];
        var end = 0;
        for (var i = 0; i < ids.Length; i++)
        {
            var start = end;
            ids[i].CopyTo(bytes, start);
            records[i].Frame.CopyTo(bytes.AsMemory(start + ids[i].Length));
            end += ids[i].Length + records[i].Frame.Length;
            entries[i] = new ColdEntry(records[i].Position, start, start + ids[i].Length, end);
        }
        return new FrameBlock(block.After, block.UpTo, bytes, entries);
    }
}
