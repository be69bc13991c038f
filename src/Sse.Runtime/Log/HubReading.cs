namespace Sse;

/// <summary>Reads the records of all topics as they came. Used under the log's lock only.</summary>
internal static class HubReading
{
    private const int MostVisits = 1024;

    /// <summary>Reads on from the cursor's place.</summary>
    /// <param name="cursor">Moves on.</param>
    /// <param name="retention">What there is.</param>
    /// <param name="rule">Which records.</param>
    /// <param name="upTo">Up to and including this sequence.</param>
    /// <param name="target">Takes them.</param>
    /// <returns>Whether all of them were read.</returns>
    public static bool Read(Cursor cursor, Retention retention, in ReadRule rule, long upTo, ReadTarget target)
    {
        var run = new Run(target, cursor.After);
        var state = retention.State.Records.After(cursor.After);
        var window = retention.Window.After(cursor.After);
        var hasState = state.TryNext(out var kept);
        var hasRecord = window.TryNext(out var record);
        while (hasState || hasRecord)
        {
            // What a topic has too much of goes into the state while other topics' older records are in the window.
            var isKept = hasState && (!hasRecord || kept.Sequence < record.Sequence);
            var (segment, index) = isKept ? (kept.Key.Segment!, kept.Key.Index) : (record.Segment, record.Index);
            var sequence = segment.SequenceAt(index);
            if (sequence > upTo) break;
            var given = (rule.TakesAll(segment) || rule.Takes(segment, index)) && (!isKept || sequence > rule.StartIn(segment.Topic, after: 0));
            if (!run.TryAdd(segment, index, sequence, given)) return Stop(cursor, ref run);
            if (isKept) hasState = state.TryNext(out kept);
            else hasRecord = window.TryNext(out record);
        }
        run.Flush();
        cursor.After = upTo;
        return true;
    }

    /// <summary>
    /// The sequence of the first record after a cursor's place, or of an earlier one that is not given; the largest number
    /// when there is none.
    /// </summary>
    public static long Next(Cursor cursor, Retention retention, in ReadRule rule)
    {
        var next = retention.Window.After(cursor.After).TryNext(out var first) ? first.Sequence : long.MaxValue;
        var state = retention.State.Records.After(cursor.After);
        for (var visits = MostVisits; state.TryNext(out var record) && record.Sequence < next; visits--)
            if (visits == 0 || record.Sequence > rule.StartIn(record.Key.Segment!.Topic, after: 0)) return record.Sequence;
        return next;
    }

    private static bool Stop(Cursor cursor, ref Run run)
    {
        run.Flush();
        cursor.After = run.Last;
        return false;
    }

    /// <summary>Records that follow each other in memory, collected while they do.</summary>
    private ref struct Run(ReadTarget target, long after)
    {
        private Segment? _segment;
        private int _from;
        private int _end;
        private int _bytes;

        /// <summary>The last sequence that was looked at.</summary>
        public long Last { get; private set; } = after;

        /// <summary>Takes a record, or passes over it; false when there is no room for it.</summary>
        public bool TryAdd(Segment segment, int index, long sequence, bool given)
        {
            // The same record in several topics is given once.
            if (sequence == Last) return true;
            if (!given)
            {
                if (--target.Visits <= 0) return false;
                Last = sequence;
                return true;
            }
            var bytes = segment.LengthOf(index);
            if (target.Bytes + _bytes > 0 && bytes > target.MaxBytes - target.Bytes - _bytes) return false;
            if (segment != _segment || index != _end)
            {
                Flush();
                (_segment, _from) = (segment, index);
            }
            _end = index + 1;
            _bytes += bytes;
            Last = sequence;
            return true;
        }

        public void Flush()
        {
            if (_segment is not null) target.Add(_segment, _from, _end);
            (_segment, _bytes) = (null, 0);
        }
    }
}
