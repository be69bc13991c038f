using System.Collections.Immutable;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>
/// What a declaration says, for both readers: the generator takes the model, the analyzer the findings, so they can't
/// disagree.
/// </summary>
/// <param name="Model">What to generate, or null where no part can be added to the type.</param>
/// <param name="Findings">What to report.</param>
internal sealed record ParsedEvent(EventModel? Model, ImmutableArray<Finding> Findings);
