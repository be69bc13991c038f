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
        var hasState = state.MoveNext();
        var hasRecord = window.MoveNext();
        while (hasState || hasRecord)
        {
            // What a topic has too much of goes into the state while other topics' older records are in the window.
            var isKept = hasState && (!hasRecord || state.Current.Sequence < window.Current.Sequence);
            var segment = isKept ? state.Current.Key.Segment! : window.Current.Segment;
            var index = isKept ? state.Current.Key.Index : window.Current.Index;
            var sequence = segment.SequenceAt(index);
            if (sequence > upTo) break;
            var takesAll = rule.TakesAll(segment);
            var given = (takesAll || rule.Takes(segment, index)) && (!isKept || sequence > rule.StartIn(segment.Topic, after: 0));
            if (!run.TryAdd(segment, index, sequence, given)) return Stop(cursor, ref run);
            if (!given && rule.Conflates(segment, index)) target.Conflated++;
            if (!isKept && !hasState && takesAll) window.Skip(run.Extend(segment, window.Following, upTo));
            if (isKept) hasState = state.MoveNext();
            else hasRecord = window.MoveNext();
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
        var window = retention.Window.After(cursor.After);
        var next = window.MoveNext() ? window.Current.Sequence : long.MaxValue;
        var state = retention.State.Records.After(cursor.After);
        for (var visits = MostVisits; state.MoveNext() && state.Current.Sequence < next; visits--)
            if (visits == 0 || state.Current.Sequence > rule.StartIn(state.Current.Key.Segment!.Topic, after: 0)) return state.Current.Sequence;
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
            if (segment.IsCold)
            {
                Flush();
                if (!target.TryAddCold(segment, index)) return false;
                Last = sequence;
                return true;
            }
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

        /// <summary>Takes what follows in the same segment, as one range, as far as there is room.</summary>
        /// <returns>How many records were taken.</returns>
        public int Extend(Segment segment, ReadOnlySpan<WindowRecord> following, long upTo)
        {
            if (segment != _segment) return 0;
            var count = CountInRow(segment, following);
            if (count == 0) return 0;
            var end = Math.Min(_end + count, segment.EndWithin(_end, segment.EndOf(_end - 1) + (long)(target.MaxBytes - target.Bytes - _bytes)));
            if (end > _end && segment.SequenceAt(end - 1) > upTo) end = segment.FirstAfter(upTo);
            if (end <= _end) return 0;
            count = end - _end;
            _bytes += segment.EndOf(end - 1) - segment.EndOf(_end - 1);
            (_end, Last) = (end, segment.SequenceAt(end - 1));
            return count;
        }

        // How many of those that follow lie in a row: where one is as far on as its place is, all before it are too.
        private readonly int CountInRow(Segment segment, ReadOnlySpan<WindowRecord> following)
        {
            var probe = 1;
            while (probe <= following.Length && IsInRow(segment, following, probe - 1)) probe *= 2;
            var (low, high) = (probe / 2, Math.Min(probe - 1, following.Length));
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                if (IsInRow(segment, following, middle)) low = middle + 1;
                else high = middle;
            }
            return low;
        }

        private readonly bool IsInRow(Segment segment, ReadOnlySpan<WindowRecord> following, int place) =>
            following[place].Segment == segment && following[place].Index == _end + place;

        public void Flush()
        {
            if (_segment is not null) target.Add(_segment, _from, _end);
            (_segment, _bytes) = (null, 0);
        }
    }
}
