using System.ComponentModel;
using FeatureFlag.Application;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Http;

/// <summary>The part of a list to answer.</summary>
public sealed record PageQuery
{
    [FromQuery(Name = "limit")]
    [Description("How many items at the most: 1 to 200; 100 when absent.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "cursor")]
    [Description("From the Link header of the page before; absent for the first page.")]
    public string? Cursor { get; init; }

    internal PageRequest ToRequest() => new(Limit ?? PageRequest.DefaultLimit, Cursor is null ? null : Position.Parse(Cursor));
}

/// <summary>Runs in MVC's model validation (FluentValidation.AspNetCore); commands are validated in the pipeline, nothing twice.</summary>
internal sealed class PageQueryValidator : AbstractValidator<PageQuery>
{
    public PageQueryValidator()
    {
        RuleFor(q => q.Limit).InclusiveBetween(1, PageRequest.MaxLimit).WithMessage($"must be a whole number from 1 to {PageRequest.MaxLimit}.");
        RuleFor(q => q.Cursor).Must(cursor => cursor is null || Position.Parse(cursor) is not null).WithMessage(Position.Rule);
    }
}
