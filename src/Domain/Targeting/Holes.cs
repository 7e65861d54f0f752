using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Domain.Targeting;

/// <summary>Finds null where a list of JSON must hold something: the reader of JSON lets it pass.</summary>
public static class Holes
{
    public static void AddHoles<T>(this Problems problems, IReadOnlyList<T>? list, string path)
        where T : class
    {
        for (var i = 0; i < list?.Count; i++)
        {
            if (list[i] is null)
            {
                problems.Add($"{path}[{i}]", "must not be null.");
            }
        }
    }

    public static void FindHoles(this Condition condition, string path, Problems problems)
    {
        Find(condition.All, $"{path}.all");
        Find(condition.Any, $"{path}.any");
        Find(condition.None, $"{path}.none");

        void Find(IReadOnlyList<Condition>? children, string place)
        {
            problems.AddHoles(children, place);
            for (var i = 0; i < children?.Count; i++)
            {
                children[i]?.FindHoles($"{place}[{i}]", problems);
            }
        }
    }
}
